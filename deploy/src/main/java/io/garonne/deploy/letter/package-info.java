/**
 * Dead letters for a person: which there are, what is in them, and what would become of them now.
 */
@NullMarked
package io.garonne.deploy.letter;

import org.jspecify.annotations.NullMarked;
