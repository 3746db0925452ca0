package dev.globaltable.sdk;

/**
 * How far a routed call travels through the SDK before the simulation answers it. The answers are the same.
 *
 * @since 0.1.0
 */
public enum Transport {
    /**
     * {@link #TYPED} when nothing in the client or the request can look at HTTP, {@link #JSON} when something can: an
     * execution interceptor, a metric publisher, a signer, an endpoint or authentication scheme provider that is not the
     * SDK's. The default.
     */
    AUTO,

    /** The whole wire: the request is written as JSON and signed, the answer is read from JSON. */
    JSON,

    /**
     * The request object itself reaches the simulation and the response object comes back, through the SDK's pipeline of
     * retries and timeouts but without JSON and signatures. What looks at HTTP sees a bare request. (A client whose account
     * id endpoint mode is {@code REQUIRED} uses {@link #JSON} all the same.)
     */
    TYPED;

    /** The system property that sets the transport of every simulation not set by {@link SimulationRouting#use}. */
    public static final String PROPERTY = "globaltable.transport";

    /**
     * The transport that {@value #PROPERTY} names, or {@link #AUTO}.
     *
     * @throws IllegalArgumentException if the property names no transport
     */
    public static Transport configured() {
        String name = System.getProperty(PROPERTY);
        if (name == null || name.isBlank()) {
            return AUTO;
        }
        for (Transport transport : values()) {
            if (transport.name().equalsIgnoreCase(name.strip())) {
                return transport;
            }
        }
        throw new IllegalArgumentException("The system property " + PROPERTY + " is \"" + name
                + "\", which is no transport. Set it to auto, json or typed, or remove it.");
    }
}
