/** Power drawn now as people and spreadsheets read it. */
@NullMarked
package io.garonne.publish.live;

import org.jspecify.annotations.NullMarked;
