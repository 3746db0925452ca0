package dev.globaltable.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;

/** Answers the requests of one connection, one after the other. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final FrontDoor door;

    RequestHandler(FrontDoor door) {
        this.door = door;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext connection, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Responses.send(connection, door.malformed(request.decoderResult().cause()), false);
            return;
        }
        if (request.protocolVersion().majorVersion() != 1) {
            Responses.send(connection, door.malformed(unknownVersion(request)), false);
            return;
        }
        HttpCall call = HttpCall.of(
                request.method().name(), request.uri(), request.headers(), ByteBufUtil.getBytes(request.content()));
        Responses.send(connection, door.answer(call), HttpUtil.isKeepAlive(request));
    }

    private static IllegalArgumentException unknownVersion(FullHttpRequest request) {
        return new IllegalArgumentException("expected HTTP/1.0 or HTTP/1.1, found " + request.protocolVersion());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        boolean clientLeft = cause instanceof IOException || cause instanceof PrematureChannelClosureException;
        if (!clientLeft) {
            Log.error("A connection failed:", cause);
        }
        var unused = connection.close();
    }
}
