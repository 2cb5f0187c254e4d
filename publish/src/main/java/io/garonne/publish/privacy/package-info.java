/** What a data protection officer is handed: the register of processing. */
@NullMarked
package io.garonne.publish.privacy;

import org.jspecify.annotations.NullMarked;
