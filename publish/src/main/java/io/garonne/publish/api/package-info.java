/** What other programs take away over HTTP; openapi.yaml, beside this, says what. */
@NullMarked
package io.garonne.publish.api;

import org.jspecify.annotations.NullMarked;
