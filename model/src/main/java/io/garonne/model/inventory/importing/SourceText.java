package io.garonne.model.inventory.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file of a neighbouring system.
 *
 * @param name as problems should name it; its last part may tell what the file holds
 * @param text what is in it; a byte-order mark may be at its start
 */
public record SourceText(String name, String text) {

  /**
   * Decodes a file: UTF-8 if it is valid UTF-8, else Windows-1252, as Excel in Western Europe saves
   * and G4IT reads. Never fails: a byte that neither has becomes U+FFFD.
   */
  public static SourceText of(String name, byte[] bytes) {
    try {
      return new SourceText(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return new SourceText(name, new String(bytes, Charset.forName("windows-1252")));
    }
  }

  /** The name without the folders before it. */
  String lastPart() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
