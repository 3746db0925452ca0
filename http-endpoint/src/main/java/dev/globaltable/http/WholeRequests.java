package dev.globaltable.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;

/** Puts requests together from their parts, and refuses those that get too large. */
final class WholeRequests extends HttpObjectAggregator {

    /** The largest batch is 16 MB of items; binary values are a third larger in JSON, and then there are the braces. */
    static final int BODY_MAX = 32 * 1024 * 1024;

    private final FrontDoor door;

    WholeRequests(FrontDoor door) {
        super(BODY_MAX);
        this.door = door;
    }

    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        if (HttpUtil.is100ContinueExpected(start) && isContentLengthInvalid(start, maxContentLength)) {
            return Responses.of(door.tooLarge(), HttpUtil.isKeepAlive(start));
        }
        return super.newContinueResponse(start, maxContentLength, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext connection, HttpMessage oversized) {
        Responses.send(connection, door.tooLarge(), false);
    }
}
