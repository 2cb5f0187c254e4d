package io.garonne.publish;

import com.sun.net.httpserver.HttpServer;
import io.garonne.publish.http.Access;
import io.garonne.publish.http.AccessSettings;
import io.garonne.publish.http.Exchanges;
import io.garonne.publish.http.Role;
import io.garonne.publish.http.Route;
import io.garonne.publish.page.Page;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Serves sample estates, to look at the page in a browser: {@code PagePreview PORT}. */
final class PagePreview {
  private PagePreview() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    Map<String, Views> estates =
        Map.of(
            "/", Estate.usual(),
            "/empty", Estate.empty(),
            "/unbalanced", Estate.unbalanced(),
            "/large", Estate.large(60),
            "/past", Estate.past());
    Map<String, Readiness> stages =
        Map.of(
            "ingest", Readiness.ready(),
            "streams", Readiness.ready(),
            "publish", Readiness.ready(),
            "sink", Readiness.ready());
    Map<String, Readiness> notReady = new HashMap<>(stages);
    notReady.put("sink", Readiness.notReady("InfluxDB at http://127.0.0.1:8086 does not answer"));
    Map<String, Route> pages = new HashMap<>();
    estates.forEach(
        (path, views) ->
            pages.put(
                path,
                new Route(
                    Role.PUBLIC,
                    new Page(
                        () -> views,
                        () -> path.equals("/unbalanced") ? notReady : stages,
                        Estate.CLOCK,
                        Estate.PARIS))));
    server.createContext(
        "/",
        new Exchanges(
            pages,
            new Access(AccessSettings.NONE, Estate.CLOCK),
            (path, status) -> System.out.println(path + " " + status)));
    server.start();
    new CountDownLatch(1).await();
  }
}
