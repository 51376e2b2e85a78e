from articles.addresses import Address, Axis
from articles.charts import HEIGHT, LOWEST, month_chart, year_chart
from articles.facets import Choice, FacetValue

HERE = Address()


def test_years_without_articles_stay_in_the_row() -> None:
    chart = year_chart([(2010, 1, HERE), (2013, 4, HERE)])
    assert chart
    assert [(bar.year, bar.count) for bar in chart.bars] == [(2010, 1), (2011, 0), (2012, 0), (2013, 4)]


def test_an_empty_year_is_no_link() -> None:
    chart = year_chart([(2010, 1, HERE), (2012, 1, HERE)])
    assert chart
    assert [bar.address for bar in chart.bars] == [HERE, None, HERE]


def test_the_highest_bar_fills_the_chart_and_the_lowest_is_seen() -> None:
    chart = year_chart([(2010, 1, HERE), (2011, 1000, HERE)])
    assert chart
    assert [bar.height for bar in chart.bars] == [LOWEST, HEIGHT]


def test_undated_articles_stand_beside_the_bars() -> None:
    chart = year_chart([(2010, 1, HERE), (None, 5, HERE)])
    assert chart
    assert (chart.undated, chart.undated_address, len(chart.bars)) == (5, HERE, 1)


def test_nothing_dated_gives_no_chart() -> None:
    assert year_chart([(None, 5, HERE)]) is None
    assert year_chart([(2013, 0, HERE)]) is None


def test_shares_are_of_what_each_year_holds() -> None:
    chart = year_chart([(2010, 1, HERE), (2012, 5, HERE)], corpus={2010: 2, 2011: 7, 2012: 50})
    assert chart
    assert [(bar.percent, bar.height) for bar in chart.bars] == [(50, HEIGHT), (0, 0), (10, round(HEIGHT / 5))]
    assert (chart.highest, chart.is_share) == (50, True)


def month(value: str, count: int) -> FacetValue:
    return FacetValue(Axis.MONTH, value, value, count, Choice.OPEN, HERE, None)


def test_all_months_stand_in_the_row_and_those_with_articles_are_links() -> None:
    chart = month_chart([month("2013-02", 1), month("2013-11", 4)])
    assert chart
    assert "".join(bar.initial for bar in chart.bars) == "JFMAMJJASOND"
    assert [place + 1 for place, bar in enumerate(chart.bars) if bar.address] == [2, 11]
    assert [bar.height for bar in chart.bars if bar.count] == [HEIGHT // 4, HEIGHT]
