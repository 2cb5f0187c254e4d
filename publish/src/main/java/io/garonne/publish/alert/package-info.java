/** Alerts as people read them: in a list, in a message, and who may see which. */
@NullMarked
package io.garonne.publish.alert;

import org.jspecify.annotations.NullMarked;
