package io.garonne.model.inventory.importing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A system whose files are read. */
public enum Neighbour {
  /** The CSV files that the lists of NetBox export. */
  NETBOX,
  /** The CSV files that the searches of GLPI export, French or English. */
  GLPI,
  /** The input files of NumEcoEval. */
  NUMECOEVAL,
  /** The inventory files of G4IT: NumEcoEval's, with a few columns of its own. */
  G4IT;

  /** The one of this name, in any case; null if there is none. */
  public static @Nullable Neighbour ofLabel(String label) {
    for (Neighbour each : values()) {
      if (each.label().equals(label.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    return null;
  }

  /** Its name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The equipment class of each role or type that is known without being told. */
  public Map<String, String> classes() {
    return switch (this) {
      case NETBOX -> NetBoxImport.CLASSES;
      case GLPI -> GlpiImport.CLASSES;
      case NUMECOEVAL, G4IT -> NumEcoEvalImport.CLASSES;
    };
  }

  /**
   * Reads files that belong together: what one names, another may describe. Never throws for
   * anything in them; what is not taken over is in the problems.
   */
  public Imported read(List<SourceText> files, ImportOptions options) {
    return switch (this) {
      case NETBOX -> NetBoxImport.read(files, options);
      case GLPI -> GlpiImport.read(files, options);
      case NUMECOEVAL, G4IT -> NumEcoEvalImport.read(files, options);
    };
  }
}
