package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import org.jspecify.annotations.Nullable;

/** The declaration of accessibility, by the model of the RGAA. */
final class AccessibilityPage implements Leaf {
  private final Look look;
  private final Declaration declaration;

  AccessibilityPage(Look look, Declaration declaration) {
    this.look = look;
    this.declaration = declaration;
  }

  @Override
  public String title() {
    return look.get("access.title", status());
  }

  private String status() {
    return look.get(declaration.statusKey());
  }

  @Override
  public void write(Html out) {
    String operator = said(declaration.operator(), "page.operator");
    out.element("p", look.get("access.commitment", operator));
    section(out, "access.state", look.get("access.state.text", status()));
    String audit = declaration.audit();
    section(
        out,
        "access.results",
        audit == null ? look.get("access.results.none") : look.get("access.results.text", audit));
    section(out, "access.known", look.get("access.known.text"));
    section(out, "access.made", look.get("access.made.text"));
    section(out, "access.contact", look.get("access.contact.text", operator));
    out.markup("<p>");
    String contact = declaration.contact();
    if (contact == null) {
      out.text(said(null, "page.contact"));
    } else {
      out.link(contact.contains("@") ? "mailto:" + contact : contact, contact);
    }
    out.markup("</p>\n");
    section(out, "access.redress", look.get("access.redress.text"));
  }

  private String said(@Nullable String value, String setting) {
    return value == null ? look.get("access.unsaid", setting) : value;
  }

  private void section(Html out, String key, String text) {
    out.element("h2", look.get(key));
    for (String paragraph : text.split("\\|", -1)) {
      out.element("p", paragraph).markup("\n");
    }
  }
}
