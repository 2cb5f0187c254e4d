/** Both equations of the ledger as people, spreadsheets and programs read them. */
@NullMarked
package io.garonne.publish.ledger;

import org.jspecify.annotations.NullMarked;
