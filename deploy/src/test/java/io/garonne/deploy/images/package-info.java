/** The image, and what starts it. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.images;
