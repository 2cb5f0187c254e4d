package io.garonne.publish;

import com.sun.net.httpserver.HttpServer;
import io.garonne.model.room.PowerPoint;
import io.garonne.publish.http.Access;
import io.garonne.publish.http.AccessSettings;
import io.garonne.publish.http.Exchanges;
import io.garonne.publish.page.Declaration;
import io.garonne.publish.page.Invented;
import io.garonne.publish.page.Page;
import io.garonne.publish.room.InventedRooms;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Serves a sample estate, to look at the page in a browser: {@code PagePreview PORT}. */
final class PagePreview {
  private PagePreview() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    Views views = Invented.views();
    Map<String, Readiness> stages =
        Map.of("ingest", Readiness.ready(), "streams", Readiness.ready());
    Page page =
        new Page(
            () -> views,
            () -> stages,
            Estate.CLOCK,
            Estate.PARIS,
            Declaration.NONE,
            () -> PowerPoint.of(InventedRooms.estate(), Estate.NOW));
    server.createContext(
        "/",
        new Exchanges(
            page.routes(),
            new Access(AccessSettings.from(Settings.of(Map.of())), Estate.CLOCK),
            Page.problems(),
            (path, status) -> System.out.println(path + " " + status)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    new CountDownLatch(1).await();
  }
}
