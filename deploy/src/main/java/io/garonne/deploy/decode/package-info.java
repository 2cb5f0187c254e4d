/** Messages from files and the command line, and what the decoders make of them, as text. */
@NullMarked
package io.garonne.deploy.decode;

import org.jspecify.annotations.NullMarked;
