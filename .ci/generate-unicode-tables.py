#!/usr/bin/env python3
"""Write the Unicode tables under Sources/MusterText/Unicode/Tables.

Facts come from three packages of the Python index, all of Unicode 17.0:
    pip install 'regex==2025.10.23' 'unicodedata2==17.0.0' 'fonttools==4.60.1'
Run from the top of the package:
    python3 .ci/generate-unicode-tables.py
The tables are compared with those of `node` by the tests, code point by code point.

Range lists are numbers in turn, each the distance from the bound before: the gap to a range, then its length less
one. A number is written in base 32, least digit first, as characters from '#' up that skip the backslash; every digit
but the last has 32 added. Records for binary search have fixed widths instead: base 64 digits, greatest first.
"""
import os
import sys

import fontTools.unicodedata.Scripts as script_names
import regex
import unicodedata2 as ucd

OUT = "Sources/MusterText/Unicode/Tables"
LAST = 0x10FFFF
EVERY = "".join(map(chr, range(LAST + 1)))
assert ucd.unidata_version == "17.0.0"

BINARY = """ASCII_Hex_Digit|AHex Alphabetic|Alpha Bidi_Control|Bidi_C Bidi_Mirrored|Bidi_M Case_Ignorable|CI Cased
Changes_When_Casefolded|CWCF Changes_When_Casemapped|CWCM Changes_When_Lowercased|CWL Changes_When_NFKC_Casefolded|CWKCF
Changes_When_Titlecased|CWT Changes_When_Uppercased|CWU Dash Default_Ignorable_Code_Point|DI Deprecated|Dep
Diacritic|Dia Emoji Emoji_Component|EComp Emoji_Modifier|EMod Emoji_Modifier_Base|EBase Emoji_Presentation|EPres
Extended_Pictographic|ExtPict Extender|Ext Grapheme_Base|Gr_Base Grapheme_Extend|Gr_Ext Hex_Digit|Hex
IDS_Binary_Operator|IDSB IDS_Trinary_Operator|IDST ID_Continue|IDC ID_Start|IDS Ideographic|Ideo Join_Control|Join_C
Logical_Order_Exception|LOE Lowercase|Lower Math Noncharacter_Code_Point|NChar Pattern_Syntax|Pat_Syn
Pattern_White_Space|Pat_WS Quotation_Mark|QMark Radical Regional_Indicator|RI Sentence_Terminal|STerm Soft_Dotted|SD
Terminal_Punctuation|Term Unified_Ideograph|UIdeo Uppercase|Upper Variation_Selector|VS White_Space|space
XID_Continue|XIDC XID_Start|XIDS""".split()

CATEGORIES = """Lu|Uppercase_Letter Ll|Lowercase_Letter Lt|Titlecase_Letter Lm|Modifier_Letter Lo|Other_Letter
Mn|Nonspacing_Mark Mc|Spacing_Mark Me|Enclosing_Mark Nd|Decimal_Number|digit Nl|Letter_Number No|Other_Number
Pc|Connector_Punctuation Pd|Dash_Punctuation Ps|Open_Punctuation Pe|Close_Punctuation Pi|Initial_Punctuation
Pf|Final_Punctuation Po|Other_Punctuation Sm|Math_Symbol Sc|Currency_Symbol Sk|Modifier_Symbol So|Other_Symbol
Zs|Space_Separator Zl|Line_Separator Zp|Paragraph_Separator Cc|Control|cntrl Cf|Format Cs|Surrogate Co|Private_Use
Cn|Unassigned""".split()

EXTRA_SCRIPT_ALIASES = {"Copt": ["Qaac"], "Zinh": ["Qaai"]}
NEW_SCRIPTS = {"Sidt": "Sidetic", "Tols": "Tolong_Siki", "Berf": "Beria_Erfe", "Tayo": "Tai_Yo"}


# Reading facts


def points(expression):
    found = regex.finditer(expression + "+", EVERY)
    return [(m.start(), m.end() - 1) for m in found]


def ranges_of(values):
    result = []
    for value in sorted(values):
        if result and result[-1][1] == value - 1:
            result[-1] = (result[-1][0], value)
        else:
            result.append((value, value))
    return result


def members(ranges):
    return {c for low, high in ranges for c in range(low, high + 1)}


def changes_when_nfkc_casefolded():
    ignorable = members(points(r"\p{DI}"))
    folded = members(points(r"\p{CWCF}"))
    return ranges_of(
        c
        for c in range(LAST + 1)
        if c in ignorable or c in folded or (not 0xD800 <= c <= 0xDFFF and ucd.normalize("NFKC", chr(c)) != chr(c))
    )


def fold_classes():
    """Classes of more than one code point under simple case folding."""
    cased = sorted(members(points(r"\p{CWCM}")) | members(points(r"\p{CWCF}")))
    # The dotted and the dotless i fold to themselves unless Turkish is asked for.
    cased = [c for c in cased if c not in (0x130, 0x131)]
    text = "".join(map(chr, cased))
    classes = set()
    for c in cased:
        same = {ord(m) for m in regex.findall("(?i)" + regex.escape(chr(c)), text)}
        if len(same) > 1:
            classes.add(tuple(sorted(same)))
    return sorted(classes)


# Writing


def character(digit):
    value = 0x23 + digit
    return chr(value + 1 if value >= 0x5C else value)


def packed(number):
    result = ""
    while True:
        digit, number = number & 31, number >> 5
        result += character(digit | (32 if number else 0))
        if not number:
            return result


def packed_ranges(ranges):
    result, end = "", 0
    for low, high in ranges:
        result += packed(low - end) + packed(high - low)
        end = high + 1
    return result


def fixed(number, width):
    return "".join(character(number >> (6 * place) & 63) for place in reversed(range(width)))


def literal(text, indent):
    pad = " " * indent
    size = 118 - indent
    lines = [text[i : i + size] for i in range(0, len(text), size)] or [""]
    return '"""\n' + "\\\n".join(pad + line for line in lines) + "\n" + pad + '"""'


HEADER = "// Written by .ci/generate-unicode-tables.py from the data of Unicode 17.0: do not edit.\n\n"


def write(name, text):
    path = os.path.join(OUT, name + ".swift")
    with open(path, "w") as file:
        file.write(HEADER + text)
    lines = text.count("\n") + 2
    print(f"{path}: {lines} lines, {len(text)} bytes")
    assert lines <= 600, path


def switch_function(enum, summary, entries):
    """An enum whose one function finds packed ranges by a name."""
    text = f"/// {summary}\nenum {enum} {{\n"
    text += "  /// The packed ranges of a value, by any of its names.\n"
    text += "  static func ranges(named name: String) -> String? {\n    switch name {\n"
    for names, ranges in entries:
        case = ", ".join(f'"{n}"' for n in names)
        data = packed_ranges(ranges)
        if len(data) < 60:
            text += f'    case {case}: "{data}"\n'
        else:
            text += f"    case {case}:\n      {literal(data, 6)}\n"
    return text + "    default: nil\n    }\n  }\n}\n"


def halves(base, summary, entries, budget=50_000):
    """Spread entries over files of bounded size; gives the names of the enums."""
    groups, size = [[]], 0
    for entry in entries:
        cost = len(packed_ranges(entry[1])) + 80
        if size + cost > budget:
            groups.append([])
            size = 0
        groups[-1].append(entry)
        size += cost
    names = []
    for number, group in enumerate(groups, 1):
        name = base if len(groups) == 1 else f"{base}{number}"
        write(name, switch_function(name, summary, group))
        names.append(name)
    return names


def scripts():
    plain, extended = [], []
    names = dict(script_names.NAMES) | NEW_SCRIPTS
    # No code point has the script Katakana_Or_Hiragana, and engines refuse it.
    names.pop("Hrkt", None)
    for short, long in sorted(names.items(), key=lambda item: item[1]):
        aliases = [long] + ([short] if short != long else []) + EXTRA_SCRIPT_ALIASES.get(short, [])
        try:
            own = points(r"\p{sc=%s}" % short)
            wide = points(r"\p{scx=%s}" % short)
        except regex.error as problem:
            print("left out:", short, problem, file=sys.stderr)
            continue
        plain.append((aliases, own))
        if wide != own:
            extended.append((aliases, wide))
    return plain, extended


# Internationalised names


def idna_class(c, sets):
    """RFC 5892 section 3."""
    if c in (0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007):
        return "P"
    if c in (0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB) or 0x660 <= c <= 0x669 or 0x6F0 <= c <= 0x6F9:
        return "O"
    if c in (0x640, 0x7FA, 0x302E, 0x302F, 0x303B) or 0x3031 <= c <= 0x3035:
        return "D"
    category = ucd.category(chr(c))
    if category == "Cn" or category in ("Cs", "Co", "Cc"):
        return "D"
    if c == 0x2D or 0x30 <= c <= 0x39 or 0x61 <= c <= 0x7A:
        return "P"
    if c in (0x200C, 0x200D):
        return "J"
    if c in sets["unstable"] or c in sets["ignorable"] or c in sets["jamo"]:
        return "D"
    if 0x20D0 <= c <= 0x20FF or 0x1D100 <= c <= 0x1D1FF or 0x1D200 <= c <= 0x1D24F:
        return "D"
    return "P" if category in ("Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc") else "D"


BIDI = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM", "other"]
JOINING = ["U", "L", "R", "D", "T"]
NAME_SCRIPTS = ["other", "Greek", "Hebrew", "kana or Han"]
IDNA = ["P", "J", "O", "D"]


def name_records():
    sets = {
        "unstable": {
            c
            for c in range(LAST + 1)
            if not 0xD800 <= c <= 0xDFFF and ucd.normalize("NFKC", chr(c)) != chr(c)
        }
        | members(points(r"\p{CWCF}")),
        "ignorable": members(points(r"\p{DI}")) | members(points(r"\p{White_Space}")) | members(points(r"\p{NChar}")),
        "jamo": set(range(0x1100, 0x1200)) | set(range(0xA960, 0xA97D)) | set(range(0xD7B0, 0xD7FC)),
    }
    joining = {}
    for value in ("L", "R", "D", "T", "C"):
        for c in members(points(r"\p{Joining_Type=%s}" % value)):
            joining[c] = "D" if value == "C" else value
    script = {}
    for index, names in ((1, ["Greek"]), (2, ["Hebrew"]), (3, ["Hiragana", "Katakana", "Han"])):
        for name in names:
            for c in members(points(r"\p{sc=%s}" % name)):
                script[c] = index
    records, last = "", None
    count = 0
    for c in range(LAST + 1):
        kind = idna_class(c, sets)
        if kind == "D":
            # Nothing else is asked about a code point that no name may have.
            value = 3
        else:
            bidi = ucd.bidirectional(chr(c))
            bits = IDNA.index(kind)
            bits |= BIDI.index(bidi if bidi in BIDI else "other") << 2
            bits |= JOINING.index(joining.get(c, "U")) << 6
            bits |= script.get(c, 0) << 9
            bits |= (ucd.category(chr(c))[0] == "M") << 11
            bits |= (ucd.combining(chr(c)) == 9) << 12
            value = bits
        if value != last:
            records += fixed(c, 4) + fixed(value, 3)
            count += 1
            last = value
    print("name records:", count)
    return records


def normalization():
    classes, last = "", 0
    for c in range(LAST + 1):
        value = ucd.combining(chr(c))
        if value != last:
            classes += fixed(c, 4) + fixed(value, 2)
            last = value
    decompositions, pairs = "", []
    for c in range(LAST + 1):
        text = ucd.decomposition(chr(c))
        if not text or text.startswith("<"):
            continue
        parts = [int(p, 16) for p in text.split()]
        first, second = parts[0], parts[1] if len(parts) > 1 else 0
        decompositions += fixed(c, 4) + fixed(first, 4) + fixed(second, 4)
        if second and ucd.normalize("NFC", chr(first) + chr(second)) == chr(c):
            pairs.append((first, second, c))
    compositions = "".join(fixed(a, 4) + fixed(b, 4) + fixed(c, 4) for a, b, c in sorted(pairs))
    return classes, decompositions, compositions


def constant(name, summary, text):
    return f"  /// {summary}\n  static let {name} = {literal(text, 4)}\n"


def main():
    os.makedirs(OUT, exist_ok=True)
    for old in os.listdir(OUT):
        os.remove(os.path.join(OUT, old))

    categories = []
    for entry in CATEGORIES:
        names = entry.split("|")
        found = ranges_of(c for c in range(LAST + 1) if ucd.category(chr(c)) == names[0])
        categories.append((names, found))
    halves("GeneralCategoryTable", "General_Category, by its values of two letters.", categories)

    plain, extended = scripts()
    halves("ScriptTable", "Script.", plain)
    halves("ScriptExtensionsTable", "Script_Extensions, where it differs from Script.", extended)

    binary = []
    for entry in BINARY:
        names = entry.split("|")
        if names[0] == "Changes_When_NFKC_Casefolded":
            found = changes_when_nfkc_casefolded()
        else:
            found = points(r"\p{%s}" % names[0])
        binary.append((names, found))
    print("binary tables:", halves("BinaryPropertyTable", "Binary properties.", binary, budget=40_000))

    folding, members_of_classes = "", []
    for group in fold_classes():
        for c in group:
            members_of_classes.append((c, group[0]))
    for c, least in sorted(members_of_classes):
        folding += fixed(c, 4) + fixed(least, 4)
    write(
        "CaseFoldingTable",
        "/// Simple case folding.\nenum CaseFoldingTable {\n"
        + constant("records", "Each code point that shares a folding with others, and the least of them.", folding)
        + "}\n",
    )

    write(
        "InternationalNameTable",
        "/// What RFC 5892, 5893 and their contextual rules ask about a code point.\nenum InternationalNameTable {\n"
        + constant("records", "Where each stretch starts, and its properties as bits.", name_records())
        + "}\n",
    )

    classes, decompositions, compositions = normalization()
    write(
        "NormalizationTable",
        "/// Canonical decomposition and composition.\nenum NormalizationTable {\n"
        + constant("classes", "Where each stretch starts, and its canonical combining class.", classes)
        + "\n"
        + constant("decompositions", "Each code point that decomposes, and the one or two it becomes.", decompositions)
        + "\n"
        + constant("compositions", "Each pair that composes, in order, and what it becomes.", compositions)
        + "}\n",
    )


main()
