"""The shape of voices.yaml. Every key a user may write stands here, with its meaning, range and default."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(min_length=1)]
Web = Annotated[str, Meta(pattern=r"^(https?://[\x21-\x7e]+)?$")]
"""A web address in ASCII, or empty."""
Seconds = Annotated[float, Meta(ge=0.0, le=30.0)]
VoiceId = str | dict[str, float]
"""An engine's voice id, or a blend: ids with weights."""


BITRATES_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192)
"""What MPEG-1 Layer III has and a mono voice can use."""


class Section(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Base of all sections: unknown keys are errors, values never change."""


POOL: dict[str, tuple[str, ...]] = {
    # zf_xiaoni is left out: its tones are off (43 % character error rate where the others have 2 to 5 %).
    "kokoro": (
        "zf_xiaoxiao",
        "zm_yunjian",
        "zm_yunxi",
        "zf_xiaoyi",
        "zm_yunyang",
        "zm_yunxia",
        "zf_xiaobei",
        # A panel of twelve needs more Mandarin voices than there are: blends of those that differ most.
        "zm_yunjian:0.5+zm_yunxia:0.5",
        "zf_xiaoxiao:0.5+zm_yunyang:0.5",
        "zf_xiaoyi:0.5+zm_yunxi:0.5",
        "zf_xiaobei:0.5+zm_yunjian:0.5",
        "zf_xiaoxiao:0.5+zf_xiaoyi:0.5",
        "zm_yunxi:0.5+zm_yunyang:0.5",
        "af_heart",
        "am_michael",
        "bf_emma",
        "am_fenrir",
        "af_bella",
        "bm_george",
        "am_puck",
        "af_nicole",
        "bm_fable",
        "af_sarah",
        "af_kore",
        "af_aoede",
        "am_michael:0.5+bm_george:0.5",
        "af_heart:0.5+bf_emma:0.5",
    ),
    "edge": (
        "zh-CN-XiaoxiaoNeural",
        "zh-CN-YunjianNeural",
        "zh-CN-YunxiNeural",
        "zh-CN-XiaoyiNeural",
        "zh-CN-YunyangNeural",
        "zh-CN-YunxiaNeural",
        "en-US-AriaNeural",
        "en-US-GuyNeural",
        "en-GB-SoniaNeural",
        "en-GB-RyanNeural",
        "en-US-JennyNeural",
        "en-US-ChristopherNeural",
    ),
}
"""Used for engines that voices.yaml names no pool for. Ordered so that neighbours sound different."""


class Show(Section, frozen=True):
    """The podcast the episodes belong to."""

    title: Text = "Turncast"
    author: str = ""
    description: str = ""
    language: str = "zh-CN"
    """BCP 47."""
    category: str = "Business"
    """One of Apple's categories; `Parent > Child` for a subcategory."""
    link: str = ""
    """The show's home page."""
    email: str = ""
    """The owner's address; published in the feed when set."""
    explicit: bool = False
    copyright: str = ""
    license: str = ""
    """A lower-case SPDX id, e.g. `cc-by-4.0`."""
    type: Literal["episodic", "serial"] = "episodic"
    """`episodic` or `serial`."""
    guid: str = ""
    """podcast:guid, once assigned; empty: derived from the feed's address."""
    locked: bool = False
    """Ask directories not to import the feed elsewhere; needs `email`."""
    base_url: str = ""
    """Where the site is published, e.g. `https://pod.example.org/talks`; empty: the address of `turncast serve`."""
    cover: str = ""
    """A square JPEG or PNG, 1400 to 3000 pixels; empty: one is drawn."""
    publish_script: bool = False
    """Whether `publish` sends script.yaml, and what of the source is not spoken (`accounting.unspoken`), too."""
    producer: str = ""
    """Who answers for the sound, as the label in the files names them (`ContentProducer`): a name, or a Chinese
    organisation's unified social credit code; empty: `author`."""
    page_size: Annotated[int, Meta(ge=0, le=2000)] = 0
    """Episodes a feed page (RFC 5005); 0: the whole feed in one document."""
    directories: dict[Literal["apple", "spotify", "xiaoyuzhou", "ximalaya", "youtube"], Text] = field(
        default_factory=dict
    )
    """Where the show stands in directories, by name → address: buttons on the pages."""
    funding_label: Annotated[str, Meta(max_length=128)] = ""
    """What the link of `funding` says; empty: the show's title."""
    funding: str = ""
    """An address where listeners can support the show."""
    enclosure_prefix: Web = ""
    """What stands before the sound files' addresses in the published feed, so that somebody counts downloads, e.g.
    `https://op3.dev/e/`; empty: nobody does."""
    moved_to: str = ""
    """The feed's new address, when it has moved (`itunes:new-feed-url`)."""
    complete: bool = False
    """No further episodes will come."""


class Member(Section, frozen=True):
    """One speaker's part in the cast."""

    voice: dict[str, VoiceId] = field(default_factory=dict)
    """Engine name → voice id, or a blend of ids with weights."""
    role: str = ""
    aliases: tuple[str, ...] = ()
    """Other spellings of the same person."""
    gender: Literal["female", "male", ""] = ""
    """`female` or `male`: what a voice out of the pool is chosen by. Empty: as far as the name tells."""
    speed: Annotated[float, Meta(ge=0.5, le=2.0)] = 1.0
    pitch: Annotated[float, Meta(ge=-12.0, le=12.0)] = 0.0
    """Semitones."""
    link: Web = ""
    """The person's own page, for the feed (`podcast:person`)."""
    image: Web = ""
    """The address of a square picture of the person, for the feed."""


class Narrator(Member, frozen=True):
    """Who reads what no speaker says."""

    same_as: str = ""
    """A speaker whose voice the narrator has where they speak, e.g. the host who reads the headings too."""


class Pauses(Section, frozen=True):
    """Silence between the sounds, in seconds."""

    sentence: Seconds = 0.5
    """Between two utterances of a paragraph."""
    quotation: Seconds = 0.6
    """Before and after somebody else's words, between two utterances of a paragraph."""
    paragraph: Seconds = 0.8
    turn: Seconds = 0.9
    """Between two speakers, and between two turns of one speaker."""
    answer: Seconds = 0.6
    """Between a question and its answer."""
    heading: Seconds = 1.0
    """Before and after a heading; a chapter starts inside it."""
    opening: Seconds = 1.2
    """After the opening."""


class Music(Section, frozen=True):
    """Sound files; any format PyAV decodes. `default` or `true`: those that come with Turncast; `false`: none."""

    opening: str | bool | None = "default"
    sting: str | bool | None = "default"
    closing: str | bool | None = "default"

    @property
    def chosen(self) -> dict[str, str | None]:
        """The name of each → its file or `default`; None where there is to be none."""
        said = {"opening": self.opening, "sting": self.sting, "closing": self.closing}
        own: dict[bool, str | None] = {True: "default", False: None}
        return {name: own[file] if isinstance(file, bool) else file for name, file in said.items()}


class Sound(Section, frozen=True):
    """How the finished episode is to sound."""

    loudness: Annotated[float, Meta(ge=-30.0, le=-10.0)] = -16.0
    """Integrated loudness of the finished MP3, LUFS (ITU-R BS.1770); at least 11 below `true-peak`."""
    true_peak: Annotated[float, Meta(ge=-9.0, le=-0.5)] = -1.0
    """Highest allowed true peak of the finished MP3, dBTP."""
    bitrate: Annotated[int, Meta(extra_json_schema={"enum": list(BITRATES_KBPS)})] = 96
    """Constant bit rate, kbit/s, mono: 32, 40, 48, 56, 64, 80, 96, 112, 128, 160 or 192."""
    music: Music | bool = field(default_factory=Music)
    rhythm: bool = False
    """Whether the rhythm that marks synthetic speech in China (short, long; short, short) is heard before all else."""


Region = Literal["cn", "eu"]
"""Whose rules for synthetic speech an episode is labelled by: China's 标识办法, the EU's AI Act."""
REGIONS: tuple[Region, ...] = ("cn", "eu")


class Disclosure(Section, frozen=True):
    """The spoken notice that the voices are synthetic. It is said slowly: 120 to 160 characters, or English words, a
    minute (GB 45438-2025, 5.3)."""

    text: str = ""
    """Empty: a standard sentence in the episode's language."""
    language: str = ""
    """`zh` or `en`; empty: the episode's language."""
    remind_every: Annotated[float, Meta(ge=0.0, le=600.0)] = 30.0
    """Minutes after which a long episode says it again, at the next chapter; 0: once only."""


class Signing(Section, frozen=True):
    """Who signs the statement that the sound was made by a model (C2PA). Paths are PEM files."""

    certificate: str = ""
    """The certificate chain, the signer's first; empty: one is made, which says that it is self-made."""
    key: str = ""
    """Its private key, PKCS#8 without a password."""


class Config(Section, frozen=True):
    """voices.yaml, whole."""

    show: Show = field(default_factory=Show)
    engine: str = "kokoro"
    engines: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Engine name → that engine's own settings; each engine checks its own."""
    cast: dict[str, Member] = field(default_factory=dict)
    """Speaker's name → part."""
    narrator: Narrator = field(default_factory=Narrator)
    pool: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Engine name → voice ids for speakers nobody cast, in order of preference; engines not named have one built in."""
    lexicon: dict[str, str] = field(default_factory=dict)
    """Word → how to say it: other text, `pinyin: chong2 qing4`, or `/ipa/`."""
    speakers: tuple[str, ...] = ()
    """Names that are speakers even where the text leaves doubt."""
    headings: tuple[str, ...] = ()
    """Lines that are headings even where the text leaves doubt."""
    chapters: bool = True
    """Whether a long interview without headings gets chapters, at questions, four minutes apart or more."""
    pauses: Pauses = field(default_factory=Pauses)
    sound: Sound = field(default_factory=Sound)
    disclosure: Disclosure | bool = True
    """`false` turns the notice off, which the rules below forbid for what others can hear."""
    labels: tuple[Region, ...] = REGIONS
    """Whose rules for synthetic speech `check` holds an episode to, and whose marks its files carry: `cn`, `eu`."""
    c2pa: Signing | bool = False
    """Whether MP3 and M4B carry content credentials; `true`: signed with a self-made certificate. Needs the extra
    `c2pa`. Sealed files differ from build to build."""
