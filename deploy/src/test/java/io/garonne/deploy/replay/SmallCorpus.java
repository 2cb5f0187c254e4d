package io.garonne.deploy.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes recorded history by hand. */
record SmallCorpus(Path directory) {

  SmallCorpus devices(String... lines) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("devices.csv"),
        "device_id,equipment_class,site,kind,include_in_totals,note\n"
            + String.join("\n", lines)
            + "\n");
    return this;
  }

  SmallCorpus file(String name, String... lines) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream raw = Files.newOutputStream(path);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(bytes);
    }
    return this;
  }
}
