package uk.code4health.opendata.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Words the refusal of an address that is longer than the server reads. Vert.x answers it with an empty 414 and hangs up
 * before any code of ours is asked, so this stands below HTTP: Netty finds the class as a service and puts it into each
 * connection. It needs the packaged application; in development mode the answer stays empty.
 */
public final class OverlongRequests extends ChannelInitializerExtension {

    /** Makes Netty look for its extensions. To be called before the service starts. */
    public static void takeOverRefusals() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addFirst(new Refusal());
    }

    private static final class Refusal extends ChannelDuplexHandler {

        /** Of HTTP/1.0, as the version stands behind the address and was never read. */
        private static final ByteBuf EMPTY_ANSWER = Unpooled.copiedBuffer("HTTP/1.0 414 ", StandardCharsets.US_ASCII)
                .asReadOnly();

        private static final ByteBuf ANSWER = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(answer().getBytes(StandardCharsets.UTF_8))
                .asReadOnly());

        /** Who hangs up on someone who still talks is not heard: the rest of the address is let in, and forgotten. */
        private static final long LONGEST_LISTENING_SECONDS = 10;

        private boolean refused;

        @Override
        public void write(ChannelHandlerContext connection, Object message, ChannelPromise written) throws Exception {
            if (message instanceof ByteBuf bytes && isEmptyRefusal(bytes)) {
                refused = true;
                ReferenceCountUtil.release(bytes);
                super.write(connection, ANSWER.duplicate(), written);
            } else {
                super.write(connection, message, written);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext connection, Object message) throws Exception {
            if (refused) {
                ReferenceCountUtil.release(message);
            } else {
                super.channelRead(connection, message);
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a connection that cannot be shut down is closed all the same
        public void close(ChannelHandlerContext connection, ChannelPromise closed) throws Exception {
            if (refused && connection.channel() instanceof DuplexChannel channel && !channel.isOutputShutdown()) {
                channel.config().setAutoRead(true);
                channel.shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), LONGEST_LISTENING_SECONDS, TimeUnit.SECONDS);
            } else {
                super.close(connection, closed);
            }
        }

        private static boolean isEmptyRefusal(ByteBuf bytes) {
            return bytes.readableBytes() >= EMPTY_ANSWER.capacity()
                    && ByteBufUtil.equals(bytes, bytes.readerIndex(), EMPTY_ANSWER, 0, EMPTY_ANSWER.capacity());
        }

        private static String answer() {
            Problem problem = Problem.URI_TOO_LONG;
            String body = body(ProblemDetails.of(problem, problem.explanation(), List.of(), null));
            return String.join(
                    "\r\n",
                    "HTTP/1.1 414 URI Too Long",
                    "content-type: " + ProblemDetails.MEDIA_TYPE,
                    "cache-control: no-store",
                    "access-control-allow-origin: *",
                    "connection: close",
                    "content-length: " + body.getBytes(StandardCharsets.UTF_8).length,
                    "",
                    body);
        }

        private static String body(ProblemDetails details) {
            try {
                return JsonMapper.builder().build().writeValueAsString(details);
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
