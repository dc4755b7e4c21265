"""Writes province-level units that the shipped facts do not know."""

from datetime import date

from sqlmodel import Session, col, select

from tracker.errors import RefusedError
from tracker.gazetteer.names import province_key
from tracker.i18n import _
from tracker.models import Province, ProvinceVersion
from tracker.text import one_line, slug


def add(
    unit: Session,
    name: str,
    *,
    source: str,
    city: bool = False,
    code: str = "",
    region: str = "",
    valid_from: date | None = None,
) -> Province:
    """Writes a unit with one version. Refuses a name that a unit in force bears already."""
    name, source = one_line(name), one_line(source)
    if not source:
        raise RefusedError(reason=_("Say where it is known from with --source: a deed or an address."))
    its_slug = slug(name) if valid_from is None else f"{slug(name)}-{valid_from.year}"
    if not slug(name) or len(its_slug) > 80:
        raise RefusedError(reason=_("A province needs a name of at most 80 letters."))
    known = select(Province.slug, ProvinceVersion.name, col(ProvinceVersion.valid_to)).join(ProvinceVersion)
    for other, its_name, last in unit.exec(known):
        in_force = last is None or valid_from is None or last >= valid_from
        if other == its_slug or (in_force and province_key(its_name) == province_key(name)):
            raise RefusedError(reason=_("The province {slug} is there already.").format(slug=other))
    row = Province(slug=its_slug)
    unit.add(row)
    unit.flush()
    unit.add(
        ProvinceVersion(
            province_id=row.key,
            name=name,
            full_name=("Thành phố " if city else "Tỉnh ") + name,
            kind="thành phố" if city else "tỉnh",
            code=code,
            region=region,
            valid_from=valid_from,
            source=source,
        )
    )
    unit.flush()
    return row
