/** HTML under construction, for whatever is shown in a browser or printed from one. */
@NullMarked
package io.garonne.publish.html;

import org.jspecify.annotations.NullMarked;
