/** What is used while nobody is there, what is never used, and what came of what people did. */
@NullMarked
package io.garonne.model.offhours;

import org.jspecify.annotations.NullMarked;
