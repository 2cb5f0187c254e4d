package io.garonne.publish.notify;

import io.garonne.service.TlsFiles;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Sends notices as plain text by SMTP; marked as automatic, so that nobody's holiday answers. */
final class MailChannel implements Channel {
  /** Replies from here on are final: RFC 5321, section 4.2.1. */
  private static final int FIRST_FINAL_REPLY = 500;

  private final NotifySettings.Mail settings;
  private final Duration patience;
  private final NoticeText text;
  private final ZoneId zone;
  private final InstantSource clock;

  MailChannel(
      NotifySettings.Mail settings,
      Duration patience,
      NoticeText text,
      ZoneId zone,
      InstantSource clock) {
    this.settings = settings;
    this.patience = patience;
    this.text = text;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Outcome deliver(Notice notice) throws MessagingException, IOException {
    boolean tls = settings.security() == NotifySettings.Security.TLS;
    String protocol = tls ? "smtps" : "smtp";
    Session session = Session.getInstance(properties(protocol));
    MimeMessage message = message(session, notice);
    try (Transport transport = session.getTransport(protocol)) {
      if (settings.user().isEmpty()) {
        transport.connect(settings.host(), settings.port(), null, null);
      } else {
        transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
      }
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome.Delivered();
    } catch (AuthenticationFailedException e) {
      return new Outcome.Refused("the server does not know the user or password");
    } catch (MessagingException e) {
      return reply(e) >= FIRST_FINAL_REPLY
          ? new Outcome.Refused(Outcome.reason(e))
          : new Outcome.Failed(Outcome.reason(e));
    }
  }

  private MimeMessage message(Session session, Notice notice) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    for (String to : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    }
    String utf8 = StandardCharsets.UTF_8.name();
    message.setSubject(text.subject(notice), utf8);
    message.setText(text.body(notice), utf8);
    message.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(clock.instant().atZone(zone)));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  private Properties properties(String protocol) throws IOException {
    String millis = Long.toString(patience.toMillis());
    String prefix = "mail." + protocol + ".";
    Properties p = new Properties();
    p.put(prefix + "connectiontimeout", millis);
    p.put(prefix + "timeout", millis);
    p.put(prefix + "writetimeout", millis);
    p.put(prefix + "auth", Boolean.toString(!settings.user().isEmpty()));
    p.put(prefix + "ssl.checkserveridentity", "true");
    boolean startTls = settings.security() == NotifySettings.Security.STARTTLS;
    p.put(prefix + "starttls.enable", Boolean.toString(startTls));
    p.put(prefix + "starttls.required", Boolean.toString(startTls));
    // Names the host in the message's id.
    p.put("mail.from", settings.from());
    if (settings.trusted() != null) {
      try {
        p.put(prefix + "ssl.socketFactory", new TlsFiles(settings.trusted(), null, null).sockets());
      } catch (GeneralSecurityException e) {
        throw new IOException("notify.mail.ca-file: " + e.getMessage(), e);
      }
    }
    return p;
  }

  /** The server's reply among what an exception stands for; 0 if there is none. */
  private static int reply(Exception e) {
    int worst = 0;
    Exception next = e;
    while (next instanceof MessagingException mail) {
      worst =
          Math.max(
              worst,
              switch (mail) {
                case SMTPSendFailedException send -> send.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPAddressFailedException address -> address.getReturnCode();
                default -> 0;
              });
      next = mail.getNextException();
    }
    return worst;
  }
}
