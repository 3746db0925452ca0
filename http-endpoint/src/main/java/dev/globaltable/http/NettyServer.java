package dev.globaltable.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The port: connections in, requests to the {@link FrontDoor}, answers out. */
final class NettyServer {

    /** Presigned queries with a session token are long. */
    private static final int REQUEST_LINE_MAX = 16 * 1024;

    private static final int HEADERS_MAX = 64 * 1024;
    private static final int TICK_MILLIS = 20;

    private final EventLoopGroup threads;
    private final List<Channel> listening;

    private NettyServer(EventLoopGroup threads, List<Channel> listening) {
        this.threads = threads;
        this.listening = listening;
    }

    static NettyServer start(Optional<String> host, int port, FrontDoor door) {
        EventLoopGroup threads = new NioEventLoopGroup(0, new DefaultThreadFactory("global-table-endpoint", true));
        try {
            return new NettyServer(threads, listen(bootstrap(threads, door), host, port));
        } catch (IOException e) {
            threads.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static ServerBootstrap bootstrap(EventLoopGroup threads, FrontDoor door) {
        HttpDecoderConfig limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(REQUEST_LINE_MAX)
                .setMaxHeaderSize(HEADERS_MAX);
        return new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(new HttpServerCodec(limits))
                                .addLast(new WholeRequests(door))
                                .addLast(new RequestHandler(door));
                    }
                });
    }

    /** On both loopback addresses unless told otherwise, since "localhost" may mean either. */
    private static List<Channel> listen(ServerBootstrap bootstrap, Optional<String> host, int port) throws IOException {
        List<Channel> listening = new ArrayList<>();
        if (host.isPresent()) {
            listening.add(bind(bootstrap, address(host.get()), port));
            return listening;
        }
        Channel first = bind(bootstrap, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        listening.add(first);
        try {
            listening.add(bind(
                    bootstrap,
                    InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
                    boundTo(first).getPort()));
        } catch (IOException withoutIpv6) {
            return listening;
        }
        return listening;
    }

    private static InetAddress address(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IOException(
                    "Unknown host: \"" + host + "\". Expected a host name or an IP address of this machine.");
        }
    }

    private static Channel bind(ServerBootstrap bootstrap, InetAddress address, int port) throws IOException {
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(address, port)).awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            throw new IOException(
                    "Cannot listen on " + address.getHostAddress() + " port " + port + ": " + failure.getMessage()
                            + ". Choose another port, or 0 for any that is free.",
                    failure);
        }
        return bound.channel();
    }

    private static InetSocketAddress boundTo(Channel channel) {
        return (InetSocketAddress) channel.localAddress();
    }

    URI uri() {
        InetSocketAddress address = boundTo(listening.get(0));
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Does something every few milliseconds, calls or not. */
    void repeat(Runnable action) {
        var unused =
                threads.scheduleWithFixedDelay(() -> attempt(action), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failed) {
            Log.error("Virtual time could not follow the wall clock:", failed);
        }
    }

    void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    void awaitClose() throws InterruptedException {
        threads.terminationFuture().await();
    }
}
