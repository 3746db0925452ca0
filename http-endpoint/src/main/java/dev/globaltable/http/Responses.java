package dev.globaltable.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Answers as HTTP messages, with the headers that every one has. */
final class Responses {

    /** Two digits for the day, unlike the JDK's own format of that name. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static volatile Second present = new Second(0, "");

    /** A second since the epoch and how it is written; most answers fall into the same one as the answer before. */
    private record Second(long epoch, String text) {}

    private Responses() {}

    static void send(ChannelHandlerContext connection, Answer answer, boolean keepAlive) {
        var sent = connection.writeAndFlush(of(answer, keepAlive));
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    static FullHttpResponse of(Answer answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        HttpHeaders headers = response.headers();
        headers.set("Server", "Server");
        headers.set("Date", date());
        headers.set("Connection", keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        answer.headers().forEach(headers::set);
        headers.set("Content-Length", answer.body().length);
        return response;
    }

    /** The machine's date, as HTTP has it: SDKs tell from it how wrong their own clock is. */
    private static String date() {
        long now = System.currentTimeMillis() / 1000;
        Second second = present;
        if (second.epoch != now) {
            second = new Second(now, DATE.format(Instant.ofEpochSecond(now)));
            present = second;
        }
        return second.text;
    }
}
