"""JSON text as it is stored and hashed, without spaces: encoders that are made once and for all."""

from json import JSONEncoder
from json.encoder import (  # type: ignore[attr-defined] # its part written in C is not declared
    c_make_encoder,
    encode_basestring,
    encode_basestring_ascii,
)


class Encoder(JSONEncoder):
    """An encoder of plain JSON data.

    `JSONEncoder` makes its part that is written in C anew for each value, which takes longer than to encode
    what an event says.
    """

    def __init__(
        self, *, ensure_ascii: bool = False, sort_keys: bool = False, allow_nan: bool = True
    ) -> None:
        # Nothing that is stored holds itself: records and FEEL's values are trees.
        super().__init__(
            ensure_ascii=ensure_ascii,
            sort_keys=sort_keys,
            allow_nan=allow_nan,
            separators=(",", ":"),
            check_circular=False,
        )
        text = encode_basestring_ascii if ensure_ascii else encode_basestring
        options = (None, self.default, text, None, ":", ",", sort_keys, False, allow_nan)
        self._chunks = c_make_encoder and c_make_encoder(*options)

    def encode(self, o: object) -> str:
        """Return a value's text."""
        # Not every Python has the part in C.
        return "".join(self._chunks(o, 0)) if self._chunks else super().encode(o)
