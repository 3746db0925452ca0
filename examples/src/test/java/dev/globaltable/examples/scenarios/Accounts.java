package dev.globaltable.examples.scenarios;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The bank of scenarios 17, 18 and 20: money is moved by transactions. */
final class Accounts {

    private final DynamoDbClient dynamoDb;

    Accounts(Region region) {
        dynamoDb = DynamoDbClient.builder().region(region).build();
    }

    void open(String account, long balance) {
        dynamoDb.putItem(
                put -> put.tableName("accounts").item(Map.of("account", fromS(account), "balance", number(balance))));
    }

    /** Moves money in one transaction, if there is enough. */
    void transfer(String from, String to, long amount) {
        dynamoDb.transactWriteItems(
                transaction -> transaction.transactItems(withdrawal(from, amount), deposit(to, amount)));
    }

    /** As {@link #transfer}; whoever calls it again with the same token moves the money once. */
    void transfer(String from, String to, long amount, String token) {
        dynamoDb.transactWriteItems(transaction ->
                transaction.clientRequestToken(token).transactItems(withdrawal(from, amount), deposit(to, amount)));
    }

    /** As {@link #transfer}, and keeps its number in an item: what is there already is not done again. */
    void transferNumbered(String from, String to, long amount, String number) {
        TransactWriteItem entry = TransactWriteItem.builder()
                .put(put -> put.tableName("accounts")
                        .item(Map.of("account", fromS("transfer#" + number), "amount", number(amount)))
                        .conditionExpression("attribute_not_exists(account)"))
                .build();
        dynamoDb.transactWriteItems(
                transaction -> transaction.transactItems(entry, withdrawal(from, amount), deposit(to, amount)));
    }

    /** Pays money in from outside. */
    void pay(String to, long amount) {
        dynamoDb.updateItem(update -> update.tableName("accounts")
                .key(Map.of("account", fromS(to)))
                .updateExpression("ADD balance :amount")
                .expressionAttributeValues(Map.of(":amount", number(amount))));
    }

    /** What two accounts hold together, read in one transaction. */
    long total(String one, String other) {
        return dynamoDb
                .transactGetItems(transaction -> transaction.transactItems(List.of(read(one), read(other))))
                .responses()
                .stream()
                .mapToLong(response ->
                        Long.parseLong(response.item().get("balance").n()))
                .sum();
    }

    private static TransactGetItem read(String account) {
        return TransactGetItem.builder()
                .get(get -> get.tableName("accounts").key(Map.of("account", fromS(account))))
                .build();
    }

    private static TransactWriteItem withdrawal(String account, long amount) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName("accounts")
                        .key(Map.of("account", fromS(account)))
                        .updateExpression("SET balance = balance - :amount")
                        .conditionExpression("balance >= :amount")
                        .expressionAttributeValues(Map.of(":amount", number(amount))))
                .build();
    }

    private static TransactWriteItem deposit(String account, long amount) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName("accounts")
                        .key(Map.of("account", fromS(account)))
                        .updateExpression("SET balance = balance + :amount")
                        .expressionAttributeValues(Map.of(":amount", number(amount))))
                .build();
    }

    private static AttributeValue number(long value) {
        return fromN(Long.toString(value));
    }
}
