"""What is said not by our source but by Python and its libraries, and is quoted in our errors."""

import errno
import os

_ERRORS = (
    *(errno.EACCES, errno.EPERM, errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
    *(errno.ENOSPC, errno.EROFS, errno.EIO, errno.EBUSY, errno.EFBIG, errno.ENODEV, errno.ENXIO),
    *(errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE, errno.ETIMEDOUT, errno.ELOOP),
    *(errno.ENAMETOOLONG, errno.EMFILE, errno.ENOMEM, errno.EAGAIN, errno.EINVAL),
)

SYSTEM = (*sorted({os.strerror(number) for number in _ERRORS}), "[Errno {number}] {fault}: {path}")
"""What a system may answer where a file, a device or a socket is wanted."""

CONFIG = (
    "{where} should be a valid number, not {shown}",
    "{where} should be a valid number, unable to parse string as a number, not {shown}",
    "{where} should be a valid integer, not {shown}",
    "{where} should be a valid string, not {shown}",
    "{where} should be a valid boolean, not {shown}",
    "{where} should be a valid tuple, not {shown}",
    "{where} should be a finite number, not {shown}",
    "'gentle', 'silent' or 'full'",
)
"""What pydantic says of a value of another kind (as `sitwell.config` words it)."""

TOML = (
    "{fault} (at line {line}, column {column})",
    "{fault} (at end of document)",
    "Invalid statement",
    "Invalid value",
    "Invalid hex value",
    "Invalid date or datetime",
    "Invalid initial character for a key part",
    "Expected newline or end of document after a statement",
    "Expected '=' after a key in a key/value pair",
    "Expected ']' at the end of a table declaration",
    "Expected ']]' at the end of an array declaration",
    "Expected {what}",
    "Found invalid character {character}",
    "Illegal character {character}",
    "Cannot declare {key} twice",
    "Cannot overwrite a value",
    "Cannot mutate immutable namespace {key}",
    "Cannot redefine namespace {key}",
    "Duplicate inline table key {key}",
    "Unclosed array",
    "Unclosed inline table",
    "Unterminated string",
    "Unescaped '\\' in a string",
    "Escaped character is not a Unicode scalar value",
    "'utf-8' codec can't decode byte {byte} in position {position}: {fault}",
    "invalid start byte",
    "invalid continuation byte",
    "unexpected end of data",
)
"""What Python's tomllib says of a file, and Python of bytes that are no text."""

ALL = (*SYSTEM, *CONFIG, *TOML)
