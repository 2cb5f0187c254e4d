/** Recorded history into the chain: reading it, publishing it, proving that all of it arrived. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.replay;
