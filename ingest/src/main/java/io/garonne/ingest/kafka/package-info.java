/** What ingest writes to Kafka, what it reads back to know where it stood, and its ledger. */
@NullMarked
package io.garonne.ingest.kafka;

import org.jspecify.annotations.NullMarked;
