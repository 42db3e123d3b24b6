package dev.noticeboard.functions.publish;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.noticeboard.schemas.board.ChangeSet;
import dev.noticeboard.schemas.json.Json;
import dev.noticeboard.schemas.json.MalformedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a change set from a stream record's image, which comes in the Lambda library's own attribute values. */
final class StreamImages {

    /**
     * The change set of an image.
     *
     * @param place what the item's key says of it
     * @throws MalformedException if it is none, or another than its key says
     */
    static ChangeSet changeSet(@Nullable Map<String, AttributeValue> image, Parked place) {
        if (image == null) {
            throw new MalformedException("image", "is missing");
        }
        ChangeSet changeSet = Json.fromMap(plain(image), ChangeSet.class);
        if (!place.namespace().equals(changeSet.namespace())
                || place.revision() != changeSet.revision()
                || changeSet.epoch() == null) {
            throw new MalformedException("image", "is not the change set that its key names");
        }
        return changeSet;
    }

    private static Map<String, Object> plain(Map<String, AttributeValue> map) {
        Map<String, Object> plain = new HashMap<>();
        map.forEach((key, value) -> {
            Object o = plain(value);
            if (o != null) {
                plain.put(key, o);
            }
        });
        return plain;
    }

    private static @Nullable Object plain(AttributeValue value) {
        if (value.getS() != null) {
            return value.getS();
        }
        if (value.getN() != null) {
            BigDecimal number = new BigDecimal(value.getN());
            return number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18
                    ? (Object) number.longValueExact()
                    : number;
        }
        if (value.getBOOL() != null) {
            return value.getBOOL();
        }
        if (value.getM() != null) {
            return plain(value.getM());
        }
        if (value.getL() != null) {
            List<@Nullable Object> list = new ArrayList<>();
            value.getL().forEach(element -> list.add(plain(element)));
            return list;
        }
        return null;
    }

    private StreamImages() {}
}
