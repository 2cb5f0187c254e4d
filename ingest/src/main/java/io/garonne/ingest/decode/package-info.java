/** Pure: from a message's bytes to readings, or to the reason why not. */
@NullMarked
package io.garonne.ingest.decode;

import org.jspecify.annotations.NullMarked;
