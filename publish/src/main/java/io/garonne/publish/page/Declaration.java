package io.garonne.publish.page;

import io.garonne.service.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of the accessibility of these pages.
 *
 * @param operator who answers for them, or null: nobody has said
 * @param contact mail address or web address for who meets an obstacle, or null
 * @param status none, partial or full; null: not audited
 * @param audit when and by whom, and the share of criteria that hold, or null
 */
public record Declaration(
    @Nullable String operator,
    @Nullable String contact,
    @Nullable String status,
    @Nullable String audit) {

  /** Nothing was said, nothing was audited. */
  public static final Declaration NONE = new Declaration(null, null, null, null);

  /** Reads {@code page.operator}, {@code page.contact}, {@code page.audit.status} and so on. */
  public static Declaration from(Settings settings) {
    String status = text(settings, "page.audit-status");
    String audit = text(settings, "page.audit");
    if (status != null && !List.of("none", "partial", "full").contains(status)) {
      settings.problem("page.audit-status is none, partial or full");
    }
    if ((status == null) != (audit == null)) {
      settings.problem(
          "page.audit-status and page.audit go together: an audit has a result, a date and somebody"
              + " who made it");
    }
    return new Declaration(
        text(settings, "page.operator"), text(settings, "page.contact"), status, audit);
  }

  /** The key of the status among the texts. */
  String statusKey() {
    return "access.status." + (status == null ? "not-audited" : status);
  }

  private static @Nullable String text(Settings settings, String key) {
    String said = settings.string(key, "").strip();
    return said.isEmpty() ? null : said;
  }
}
