"""What a screen pack's author writes: pydantic models of ``pack.yaml`` and ``lists.yaml``.

The field descriptions become the generated reference page, so they are written for its reader.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 2
VIEW_KINDS = (
    "ward_list", "overview", "timeline", "measurement", "medication", "inbox", "table", "care_plan",
    "work_list", "assessment", "shift_report",
    "search", "access_log",
    "sections", "case", "documents",
)  # fmt: skip
VIEW_TYPES = {
    "measurement": ("news2",),
    "medication": ("prescription", "administration"),
    "care_plan": ("plan", "plan_evaluation"),
    "work_list": ("visit",),
}
"""Entry types that a view kind reads by name."""
LISTING = (
    "table", "timeline", "inbox", "assessment", "shift_report", "sections", "case", "documents",
)  # fmt: skip
"""View kinds that list entries, and so need to be told of which types."""
LATE = "late"
"""What a box holds of entries that have stood too long in a status with ``late_minutes``."""
COLUMNED = ("table", "ward_list")
"""View kinds that are nothing without columns."""
WARD_GROUPS = ("unit", "route")
"""What a ward list can be put together by."""
WARD_COLUMNS = ("room", "name", "age", "last", "marks")
OWN_COLUMNS = ("patient", "cosigner", "status", "author")
"""Columns that every entry has, beside the fields of its type."""
BANNER_CELLS = ("contact", "consent", "treatment")
SORT_KEYS = ("when", *OWN_COLUMNS)
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Tone = Literal["neutral", "good", "warn", "bad", "info"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatusSource(_Model):
    """Where an entry may stand."""

    counts: bool = Field(
        True, description="False for what is no part of the record: drafts, what is marked wrong"
    )
    struck: bool = Field(False, description="Drawn struck through, still readable")
    end: bool = Field(False, description="Nothing need lead from here")
    tone: Tone = Field("neutral", description="Colour, always beside the word")
    late_minutes: int = Field(
        0,
        ge=0,
        description="After so long here something is wrong, such as a receipt that never came; "
        "its word is `status.<lifecycle>.<status>.late`",
    )


class VerbSource(_Model):
    """What can be done with an entry. `amend` may change every field."""

    moves: Annotated[dict[Name, Name], Field(min_length=1)] = Field(
        description="From which status to which"
    )
    by: Literal["any", "author", "system"] = Field(
        "any",
        description="Who may: anyone at work, only who made the entry, or the script alone "
        "(receipts)",
    )
    reason: bool = Field(False, description="Why must be said")
    reasons: str = Field("", description="List that the reason is chosen from; own words without")
    fields: list[Name] = Field([], description="Fields written along with it")
    needs: list[Name] = Field([], description="Fields that must be filled in before or with it")


class LifecycleSource(_Model):
    """How entries live."""

    start: Name = Field(description="Status of an entry that is made and signed in one go")
    draft: str = Field("", description="Status of one that is not signed; without, no drafts")
    received: str = Field("", description="Status of one from somebody else; without, the start")
    statuses: Annotated[dict[Name, StatusSource], Field(min_length=1)] = Field(
        description="Every status by id"
    )
    verbs: dict[Name, VerbSource] = Field(
        {}, description="What can be done, in the order of the buttons"
    )


class FieldSource(_Model):
    """One field of an entry type."""

    kind: Literal[
        "text", "long", "number", "choice", "multi", "date", "time", "person", "entry", "drug",
        "code", "yesno", "file",
    ] = Field(description="What may be written here")  # fmt: skip
    required: bool = Field(False, description="Must be filled in before signing")
    required_when: dict[Name, Any] = Field({}, description="Required when other fields are so")
    visible_when: dict[Name, Any] = Field({}, description="Shown only when other fields are so")
    choices: list[str] = Field([], description="Ids of the choices; labels are terms")
    from_list: str = Field(
        "", description="Reference list that a choice, multi, drug, code or file is taken from"
    )
    fills: dict[Name, Name] = Field(
        {},
        description="Other fields that a choice from the list fills in, and from which key of "
        "the item: `text`, `code` or one under `more`",
    )
    unit: str = Field("", description="Unit shown after a number")
    step: float | None = Field(None, gt=0, description="Least difference between two numbers")
    min: float | None = Field(None, description="Lowest value that can be saved")
    max: float | None = Field(None, description="Highest value that can be saved")
    soft_min: float | None = Field(None, description="Below this the record asks once")
    soft_max: float | None = Field(None, description="Above this the record asks once")
    decimals: int = Field(0, ge=0, le=3, description="Decimals of a number")
    default: Any = Field(
        None,
        description="Value of a new form; `now` for a time, `today` for a date, `me` for a person",
    )
    lines: int = Field(1, ge=1, le=12, description="Height of a long text")
    segmented: bool = Field(False, description="Draw the choices as segments")
    half: bool = Field(False, description="May share a row with the next half field")
    of: str = Field("", description="Entry type that an entry field points at")
    only: dict[Name, Any] = Field({}, description="Offer only entries whose fields are so")
    form: bool = Field(True, description="False for a field that no form shows")
    group: str = Field("", description="Part of an assessment that it is scored in")
    carried: str = Field(
        "",
        description="Field of the entry that is written about, which this one begins as: an "
        "answer goes to whoever asked",
    )


class TypeSource(_Model):
    """One entry type."""

    lifecycle: Name = Field(description="How an entry lives: one of `lifecycles`")
    icon: str = Field("", description="Name of an mdi6 icon")
    summary: list[Name] = Field([], description="Fields that lists show, in this order")
    calculator: str = Field("", description="Named calculator of derived fields")
    checks: dict[Name, dict[Name, Any] | None] = Field(
        {}, description="Logic checks that ask once before signing, by name, with their limits"
    )
    template: str = Field(
        "",
        description="Field that chooses the letter's template from a reference list; the text is "
        "the term `template.<list>.<item>`, with gaps such as `<patient.name>`",
    )
    fields: dict[Name, FieldSource] = Field(description="The fields in the order of the form")
    order: list[Name] = Field([], description="Fields that come first; the others follow")
    cosign_when: dict[str, Any] = Field(
        {},
        description="A second signature, by somebody else, is needed when fields are so; "
        "`order.group` asks the entry that `order` points at",
    )
    delegates: str = Field("", description="The field that says who is given the work")


class ModuleSource(_Model):
    """One place in the navigation."""

    view: Literal[VIEW_KINDS] = Field(description="How it is drawn")  # type: ignore[valid-type]
    group: str = Field("", description="Heading in the navigation; patient needs an open patient")
    icon: str = Field("", description="Name of an mdi6 icon")
    types: list[Name] = Field([], description="Entry types it shows")
    forms: list[Name] = Field([], description="Entry types that can be made here")
    columns: list[str] = Field([], description="Columns of a table or ward list")
    filters: list[str] = Field(
        [], description="Filters of a timeline: entry types; of a table: fields, or `status`"
    )
    only: dict[Name, Any] = Field({}, description="Show only entries whose fields are so")
    statuses: list[Name] = Field([], description="Show only entries that stand so")
    group_by: str = Field(
        "",
        description="Field, or `status`, that rows are put together by; of a ward list `unit` or "
        "`route`",
    )
    sort: list[str] = Field(
        [], description="Fields, or `when`, to sort by; with `-` before, the last first"
    )
    boxes: dict[Name, list[Name]] = Field(
        {},
        description="Boxes of an inbox by id: the statuses that lie in each, and `late` for what "
        "has waited too long",
    )
    steps: list[Name] = Field(
        [], description="Of a case: the statuses on the way from first to last"
    )
    deadlines: str = Field(
        "",
        description="Of a case: reference list of its deadlines. An item's `more` says `from` "
        "(`type.field`), `days`, `weeks` or `months`, `met_by` (types), and `ours: false` where "
        "it is the other's to keep; its `code` is the rule",
    )
    actions: list[Name] | None = Field(
        None, description="Verbs offered on a row; left out, all that can be done with it"
    )
    then: list[Name] = Field(
        [],
        description="Entry types to write next: buttons beside a score that asks for something, "
        "and on a register line that does not add up",
    )


class CellSource(_Model):
    """A cell of the banner with the newest value of a field."""

    id: Name
    type: Name = Field(description="Entry type")
    field: Name = Field(description="Its field, or one that is derived")


class Banner(_Model):
    """The strip with whose record it is."""

    cells: list[Literal[BANNER_CELLS] | CellSource] = Field(  # type: ignore[valid-type]
        description="Cells from left"
    )


class AccessSource(_Model):
    """Who may open whose record, and who may give work to others."""

    reason: Literal["never", "outside", "always"] = Field(
        "never",
        description="Of whom a reason is asked: nobody, patients who are not one's own, all",
    )
    reasons: str = Field("", description="List that the reason is chosen from")
    emergency: bool = Field(
        False, description="There is an emergency access (blålys): own words, logged by itself"
    )
    restricted: Literal["open", "reason", "emergency"] = Field(
        "open", description="What a restricted patient takes"
    )
    delegate: list[Name] = Field(
        [], description="Positions that may give work to others; none: everyone may"
    )


class ItemSource(_Model):
    """One thing in a list."""

    text: str = Field("", description="What it is called, where no term says it")
    code: str = Field("", description="Its code outside the pack, such as ATC")
    active: bool = Field(True, description="False: no longer offered, still readable")
    own_words: bool = Field(False, description="As a reason: own words may be written instead")
    more: dict[Name, Any] = Field({}, description="What else is known of it, for `fills`")


class ListSource(_Model):
    """A reference list."""

    source: str = Field("", description="Where it comes from, for those who keep it")
    items: Annotated[dict[Code, ItemSource], Field(min_length=1)] = Field(
        description="By id, in the order they are offered"
    )


class ListsSource(_Model):
    """`lists.yaml`: the reference lists by id."""

    lists: dict[Name, ListSource]


class PackSource(_Model):
    """`pack.yaml`."""

    format: Literal[2] = Field(description="Number of the format")
    id: Id = Field(description="The name of the pack's folder")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    extends: str | None = Field(
        None,
        description="Id of another pack. Only what is to be different is then written here: "
        "lifecycles, types, fields, modules, lists and their items are put together by name, "
        "everything else is replaced, and an empty value takes away",
    )
    languages: Annotated[list[str], Field(min_length=1)] = Field(
        description="One file of terms for each; with extends, the words that differ. A term "
        "`synonym.<name>` holds words that mean the same in a search, parted by semicolons"
    )
    navigation: Literal["left_tree", "top_tabs", "ribbon"] = Field(
        "left_tree",
        description="Where the modules stand: a tree at the left, tabs at the top, or a ribbon "
        "with icons over words. Where there is no room, a ribbon gives way to tabs, and tabs to "
        "the tree",
    )
    banner: Banner = Field(description="Whose record it is")
    access: AccessSource = Field(
        AccessSource(),
        description="Who may open whose record",
    )
    lifecycles: Annotated[dict[Name, LifecycleSource], Field(min_length=1)] = Field(
        description="How entries live, by id"
    )
    types: dict[Name, TypeSource] = Field(description="The entry types by id")
    modules: Annotated[dict[Name, ModuleSource], Field(min_length=1)] = Field(
        description="The modules by id, in the order of the navigation"
    )
    order: list[Name] = Field([], description="Modules that come first; the others follow")
