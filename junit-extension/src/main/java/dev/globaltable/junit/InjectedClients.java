package dev.globaltable.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK clients that were injected in a test, one for each type and Region. */
final class InjectedClients implements SdkAutoCloseable {

    private static final String ENHANCED = "software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient";
    private static final String ENHANCED_ASYNC = "software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient";

    private final Map<String, Object> clients = new LinkedHashMap<>();
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

    /** By name, since the enhanced client need not be on the class path. */
    static boolean supports(Class<?> type) {
        return type == DynamoDbClient.class
                || type == DynamoDbAsyncClient.class
                || type.getName().equals(ENHANCED)
                || type.getName().equals(ENHANCED_ASYNC);
    }

    synchronized Object get(Class<?> type, Region region) {
        String key = type.getName() + " " + region.id();
        Object client = clients.get(key);
        if (client == null) {
            client = create(type, region);
            clients.put(key, client);
        }
        return client;
    }

    private Object create(Class<?> type, Region region) {
        if (type == DynamoDbClient.class) {
            return opened(DynamoDbClient.builder().region(region).build());
        }
        if (type == DynamoDbAsyncClient.class) {
            return opened(DynamoDbAsyncClient.builder().region(region).build());
        }
        return type.getName().equals(ENHANCED)
                ? EnhancedClients.over((DynamoDbClient) get(DynamoDbClient.class, region))
                : EnhancedClients.over((DynamoDbAsyncClient) get(DynamoDbAsyncClient.class, region));
    }

    private <C extends SdkAutoCloseable> C opened(C client) {
        open.addFirst(client);
        return client;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            open.removeFirst().close();
        }
    }
}
