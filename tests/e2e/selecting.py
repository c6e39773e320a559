"""Selecting words of a page with the mouse, as a reader does."""

from typing import Any

PLACES = """([within, words]) => {
    const root = document.querySelector(within);
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
        acceptNode: node => node.parentElement.closest('[data-no-text]')
            ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const nodes = [];
    let text = '';
    while (walk.nextNode()) { nodes.push([walk.currentNode, text.length]); text += walk.currentNode.data; }
    const from = text.indexOf(words);
    if (from < 0) return null;
    const at = offset => {
        const [node, start] = nodes.findLast(([, start]) => start <= offset);
        const range = document.createRange();
        range.setStart(node, offset - start);
        range.setEnd(node, offset - start + 1);
        return range;
    };
    at(from).startContainer.parentElement.scrollIntoView({block: 'center'});
    const first = at(from).getBoundingClientRect(), last = at(from + words.length - 1).getBoundingClientRect();
    return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
}"""


def select(page: Any, within: str, words: str) -> None:
    """Draw the mouse over the words, wherever mentions cut them."""
    places = page.evaluate(PLACES, [within, words])
    assert places is not None, f"“{words}” does not stand in {within}"
    left, top, right, bottom = places
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
