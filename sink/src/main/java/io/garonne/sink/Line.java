package io.garonne.sink;

/**
 * One point as line protocol, with its identity: writing another line of the same bucket, series
 * and time replaces it.
 *
 * @param bucket where it is written
 * @param series measurement and tags, as in the line
 * @param time milliseconds since 1970 UTC
 * @param text the whole line, precision milliseconds
 */
record Line(Bucket bucket, String series, long time, String text) {

  /** What makes two lines the same point. */
  record Identity(Bucket bucket, String series, long time) {}

  Identity identity() {
    return new Identity(bucket, series, time);
  }
}
