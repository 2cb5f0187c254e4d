package io.garonne.sink;

import java.io.IOException;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets the client for InfluxDB 2 write to InfluxDB 1: the bucket {@code database/policy} becomes
 * {@code db} and {@code rp}, the precision is spelled as 1.x wants it, and user and password go as
 * Basic authentication (1.x does not know tokens).
 */
final class V1Rewrite implements Interceptor {
  private final String user;
  private final String password;

  /**
   * @param user empty for a server without authentication
   */
  V1Rewrite(String user, String password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Request.Builder changed = request.newBuilder().removeHeader("Authorization");
    if (!user.isEmpty()) {
      changed.header("Authorization", Credentials.basic(user, password));
    }
    HttpUrl url = request.url();
    if (url.encodedPath().endsWith("/api/v2/write")) {
      changed.url(rewritten(url));
    }
    return chain.proceed(changed.build());
  }

  private static HttpUrl rewritten(HttpUrl url) {
    String bucket = String.valueOf(url.queryParameter("bucket"));
    String precision = String.valueOf(url.queryParameter("precision"));
    int slash = bucket.indexOf('/');
    String path = url.encodedPath();
    HttpUrl.Builder write =
        url.newBuilder()
            .encodedPath(path.substring(0, path.length() - "/api/v2/write".length()) + "/write")
            .query(null)
            .addQueryParameter("db", slash < 0 ? bucket : bucket.substring(0, slash));
    if (slash >= 0) {
      write.addQueryParameter("rp", bucket.substring(slash + 1));
    }
    return write
        .addQueryParameter(
            "precision",
            switch (precision) {
              case "us" -> "u";
              case "ms", "s" -> precision;
              default -> "n";
            })
        .build();
  }
}
