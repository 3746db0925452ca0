package dev.globaltable.control;

import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Writes JSON without white space. */
final class JsonText {

    private final StringBuilder json = new StringBuilder();
    private boolean first = true;

    JsonText open(char bracket) {
        separate();
        json.append(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        json.append(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        separate();
        quote(name);
        json.append(':');
        first = true;
        return this;
    }

    JsonText text(String text) {
        separate();
        quote(text);
        return this;
    }

    /** One text by itself, several as a list. */
    JsonText texts(List<String> texts) {
        if (texts.size() == 1) {
            return text(texts.get(0));
        }
        open('[');
        texts.forEach(this::text);
        return close(']');
    }

    JsonText node(JsonNode node) {
        if (node.isObject()) {
            open('{');
            node.asObject().forEach((name, value) -> name(name).node(value));
            return close('}');
        }
        if (node.isArray()) {
            open('[');
            node.asArray().forEach(this::node);
            return close(']');
        }
        if (node.isString()) {
            return text(node.asString());
        }
        separate();
        json.append(node);
        return this;
    }

    private void separate() {
        if (!first) {
            json.append(',');
        }
        first = false;
    }

    private void quote(String text) {
        json.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
