package dev.noticeboard.agent.refresh;

import dev.noticeboard.schemas.json.MalformedException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's attributes as the plain collections that JSON knows. */
final class DynamoDbItems {

    static Map<String, Object> plain(Map<String, AttributeValue> item) {
        Map<String, Object> map = new LinkedHashMap<>(item.size() * 2);
        item.forEach((name, attribute) -> {
            if (attribute.type() != AttributeValue.Type.NUL) {
                map.put(name, plain(name, attribute));
            }
        });
        return map;
    }

    private static Object plain(String name, AttributeValue attribute) {
        return switch (attribute.type()) {
            case S -> attribute.s();
            case N -> number(attribute.n());
            case BOOL -> attribute.bool();
            case M -> plain(attribute.m());
            case L -> list(name, attribute.l());
            default -> throw new MalformedException(name, "is of a DynamoDB type that no record has");
        };
    }

    private static List<Object> list(String name, List<AttributeValue> list) {
        return list.stream().map(a -> plain(name, a)).toList();
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            return new BigDecimal(text);
        }
    }

    private DynamoDbItems() {}
}
