package uk.code4health.opendata.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something that JSON-LD describes. What is not known of it is left out, and so is a list of nothing. */
final class Node {

    private final Map<String, Object> properties = new LinkedHashMap<>();

    private Node() {}

    /** Something that has no address. */
    static Node of(String type) {
        return new Node().with("@type", type);
    }

    /** Something that its address names. */
    static Node at(String address, String type) {
        return to(address).with("@type", type);
    }

    /** Something that is described elsewhere. */
    static Node to(String address) {
        return new Node().with("@id", address);
    }

    /** A document: its context, then what it describes. */
    static Node in(Object context, Node described) {
        Node document = new Node().with("@context", context);
        document.properties.putAll(described.properties);
        return document;
    }

    Node with(String property, Object value) {
        if (!(value instanceof Collection<?> values && values.isEmpty())) {
            properties.put(property, value);
        }
        return this;
    }

    Node with(String property, Optional<?> value) {
        value.ifPresent(known -> with(property, known));
        return this;
    }

    @JsonValue
    Map<String, Object> properties() {
        return Collections.unmodifiableMap(properties);
    }
}
