package io.garonne.model.inventory.importing;

/**
 * A file of a neighbouring system.
 *
 * @param name as problems should name it; its last part may tell what the file holds
 * @param text what is in it; a byte-order mark may be at its start
 */
public record SourceText(String name, String text) {

  /** The name without the folders before it. */
  String lastPart() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
