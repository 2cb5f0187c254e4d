/** Tests of bringing in recorded history. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.replay;
