package io.garonne.model.alert;

import org.jspecify.annotations.Nullable;

/** What people have said of alerts. */
public interface People {
  /** Nobody has said anything. */
  People SILENT =
      new People() {
        @Override
        public Alert.@Nullable Acknowledgement taken(Alert alert) {
          return null;
        }

        @Override
        public boolean isSilenced(Alert alert, long now) {
          return false;
        }
      };

  /** Who has taken this occurrence of it on, or null. */
  Alert.@Nullable Acknowledgement taken(Alert alert);

  /**
   * Whether nobody is to be told of it.
   *
   * @param now milliseconds since 1970 UTC
   */
  boolean isSilenced(Alert alert, long now);
}
