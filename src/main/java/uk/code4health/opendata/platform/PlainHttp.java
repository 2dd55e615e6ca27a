package uk.code4health.opendata.platform;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Without TLS the service speaks HTTP/1.1 alone. A client that asks to go on in HTTP/2 sends its first body before it is
 * answered, and Vert.x keeps all of that in memory, however large; unasked, it sends the same body at the pace it is read.
 */
@Singleton
class PlainHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
