package dev.globaltable.examples.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.AccessPrincipal;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import dev.globaltable.junit.Simulated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tenants share a table; a policy on the partition key keeps them apart. It is the policy that is under test here. */
@GlobalTable(name = "notes", partitionKey = "tenant", sortKey = "note")
class TenantIsolationTests {

    /** As it is often written, and as it stands in many guides. */
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{
               "Effect": "Allow",
               "Action": ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:Scan"],
               "Resource": "arn:aws:dynamodb:*:*:table/notes",
               "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:username}"]}}}]}""";

    /** Denies every call that does not say which partition it is about. */
    private static final String WITHOUT_SCANS = """
            {"Version": "2012-10-17", "Statement": [{
               "Effect": "Deny", "Action": "dynamodb:*", "Resource": "*",
               "Condition": {"Null": {"dynamodb:LeadingKeys": "true"}}}]}""";

    @Simulated
    private Simulation simulation;

    private AccessPrincipal acme;
    private DynamoDbClient client;

    @BeforeEach
    void twoTenants() {
        acme = simulation.access().user("acme");
        acme.attach(POLICY);
        client = DynamoDbClient.builder()
                .region(US_EAST_1)
                .credentialsProvider(acme.credentials())
                .build();
        for (String tenant : List.of("acme", "globex")) {
            simulation.client(US_EAST_1).putItem(put -> put.tableName("notes").item(note(tenant)));
        }
    }

    private static Map<String, AttributeValue> note(String tenant) {
        return Map.of("tenant", fromS(tenant), "note", fromS("1"));
    }

    private int notesOf(String tenant) {
        return client.query(query -> query.tableName("notes")
                        .keyConditionExpression("tenant = :tenant")
                        .expressionAttributeValues(Map.of(":tenant", fromS(tenant))))
                .count();
    }

    @Test
    void aTenantReadsAndWritesItsOwnNotes() {
        assertThat(notesOf("acme")).isEqualTo(1);
        client.putItem(put -> put.tableName("notes").item(note("acme")));
    }

    @Test
    void aTenantNeitherReadsNorWritesThoseOfOthers() {
        String denied = "User: arn:aws:iam::123456789012:user/acme is not authorized to perform: dynamodb:";

        assertThatThrownBy(() -> notesOf("globex")).hasMessageContaining(denied + "Query");
        assertThatThrownBy(() -> client.putItem(put -> put.tableName("notes").item(note("globex"))))
                .hasMessageContaining(denied + "PutItem");
    }

    @Test
    void aScanNamesNoKeySoThatForAllValuesLetsItSeeEverything() {
        assertThat(client.scan(scan -> scan.tableName("notes")).count()).isEqualTo(2);
    }

    @Test
    void aDenialOfCallsWithoutAKeyClosesTheGap() {
        acme.attach(WITHOUT_SCANS);

        assertThatThrownBy(() -> client.scan(scan -> scan.tableName("notes")))
                .hasMessageContaining("with an explicit deny in an identity-based policy");
        assertThat(notesOf("acme")).isEqualTo(1);
    }
}
