package dev.globaltable.control;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The attribute definitions that indexes come and go with. */
final class KeyTypes {

    private KeyTypes() {}

    /** By name. What the table knows already is not changed by what the request says of the same name. */
    static Map<String, ScalarAttributeType> of(ReplicaTable table, UpdateTableRequest request) {
        Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
        request.attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
        table.settings()
                .attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
        return types;
    }

    /** The settings with definitions of these attributes too. */
    static TableSettings define(TableSettings settings, List<String> names, Map<String, ScalarAttributeType> types) {
        List<AttributeDefinition> definitions = new ArrayList<>(settings.attributeDefinitions());
        for (String name : names) {
            if (definitions.stream().noneMatch(known -> known.attributeName().equals(name))) {
                definitions.add(AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(Objects.requireNonNull(types.get(name)))
                        .build());
            }
        }
        definitions.sort(Comparator.comparing(AttributeDefinition::attributeName));
        return settings.toBuilder().attributeDefinitions(definitions).build();
    }

    /** The settings without definitions of attributes that nothing of the table needs any more. */
    static TableSettings withoutUnused(ReplicaTable table, TableSettings settings) {
        Collection<String> used = new TreeSet<>(table.keySchema().names());
        settings.indexes().forEach(index -> index.definition().keyAttributes().forEach(key -> used.add(key.name())));
        table.vectorIndexes()
                .all()
                .forEach(index -> index.definition().schema().forEach(element -> used.add(element.attributeName())));
        return settings.toBuilder()
                .attributeDefinitions(settings.attributeDefinitions().stream()
                        .filter(definition -> used.contains(definition.attributeName()))
                        .toList())
                .build();
    }
}
