/** What publish remembers of the topics: bounded, latest per key, no personal device. */
@NullMarked
package io.garonne.publish.view;

import org.jspecify.annotations.NullMarked;
