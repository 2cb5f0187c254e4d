/** One contract, held against servers as processes of this machine and as containers. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.contract;
