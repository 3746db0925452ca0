package dev.globaltable.expression;

import dev.globaltable.item.Items;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * An {@code UpdateExpression} or {@code AttributeUpdates}, parsed and checked. Immutable.
 *
 * @since 0.1.0
 */
public final class UpdateExpression {

    private final List<UpdateAction> actions;
    private final List<DocumentPath> operands;
    private final boolean createsItem;

    private UpdateExpression(List<UpdateAction> actions, List<DocumentPath> operands, boolean createsItem) {
        this.actions = List.copyOf(actions);
        this.operands = operands;
        this.createsItem = createsItem;
    }

    static UpdateExpression of(List<UpdateAction> actions, boolean createsItem) {
        return new UpdateExpression(actions, List.of(), createsItem);
    }

    /**
     * Parses an expression and checks all that can be checked without an item.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static UpdateExpression parse(String text, ExpressionAttributes attributes) {
        List<Syntax.Section> sections = UpdateParser.parse(text);
        new SyntaxRules(ExpressionKind.UPDATE).check(sections);
        UpdateBinder.Bound bound = UpdateBinder.bind(sections, attributes);
        return new UpdateExpression(bound.actions(), bound.operands(), true);
    }

    /** Whether an item that does not exist is created; {@code AttributeUpdates} that only delete leave it so. */
    public boolean createsItem() {
        return createsItem;
    }

    /**
     * Applies the update to a canonical item; of an item that does not exist yet, only the key is given. All operands
     * mean the item as it was. The size of the result is not checked.
     *
     * @throws DynamoDbException a {@code ValidationException} when an operand does not exist in the item or has the
     *     wrong type, a path leads nowhere, or lists and maps come to nest too deep
     */
    public UpdateResult apply(Map<String, AttributeValue> before) {
        ItemUpdate update = new ItemUpdate();
        for (UpdateAction action : actions) {
            action.path().requireParent(before);
            update.change(action.path(), action.result(before));
        }
        Map<String, AttributeValue> after = update.apply(before);
        for (UpdateAction action : actions) {
            AttributeValue changed = after.get(action.path().attribute());
            if (changed != null) {
                Items.requireUpdatedNesting(changed);
            }
        }
        return new UpdateResult(
                before, after, actions.stream().map(UpdateAction::path).toList());
    }

    /**
     * Checks that no value is read from a path into a key attribute, which is never a list or map.
     *
     * @throws DynamoDbException a {@code ValidationException} that names the first key attribute used so
     */
    public void requireScalarKeys(Collection<String> keyAttributes) {
        KeyPaths.requireScalar(operands, keyAttributes);
    }

    /**
     * The same for the key attributes of secondary indexes.
     *
     * @throws DynamoDbException a {@code ValidationException} that names the first key attribute used so
     */
    public void requireScalarIndexKeys(Collection<String> keyAttributes) {
        List<DocumentPath> paths = new ArrayList<>(operands);
        actions.forEach(action -> paths.add(action.path()));
        KeyPaths.requireScalar(paths, keyAttributes, "IndexKey");
    }

    /** The top-level attributes the update changes, or changes something in. */
    public SortedSet<String> modifiedAttributes() {
        SortedSet<String> names = new TreeSet<>();
        actions.forEach(action -> names.add(action.path().attribute()));
        return Collections.unmodifiableSortedSet(names);
    }
}
