/** When somebody is to be woken, and by what: conditions, causes and their consequences. */
@NullMarked
package io.garonne.model.alert;

import org.jspecify.annotations.NullMarked;
