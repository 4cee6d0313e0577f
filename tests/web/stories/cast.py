"""Who plays in a story: colleagues who stay signed in for the next one, and customers on their phones."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.web.reader import ASIDE, DESKTOP, PHONE, Reader, at_a_browser
from tests.web.stories.department import Department, Owner
from tests.web.stories.filling import Form


class Colleague:
    """Somebody of the staff in front of a browser."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @property
    def page(self) -> Page:
        """What they look at."""
        return self.reader.page

    def find(self, number: str, task: str, view: str = "我的组") -> None:
        """Search a task of a case in a view of the inbox and open it."""
        if "/tasks" not in self.page.url:
            self.reader.open("/tasks")
        back = self.reader.button("返回列表")
        if back.is_visible():
            back.click()
        self.page.locator(".view", has_text=view).click()
        search = self.page.locator(".view-bar input[type=search], .view-bar .ant-input").first
        search.fill(number)
        search.press("Enter")
        self.page.locator(".row", has_text=number).filter(has_text=task).first.click()
        expect(self.page.get_by_role("heading", name=task)).to_be_visible()

    def take(self, number: str, task: str) -> None:
        """Open a task that is offered to one's group, and claim it."""
        self.find(number, task)
        self.reader.button("领取").click()
        expect(self.reader.button("完成")).to_be_enabled()

    def complete(self, task: str, values: Mapping[str, object]) -> None:
        """Fill in the open task and complete it."""
        Form(self.page).fill(values)
        self.reader.button("完成").click()
        expect(self.page.get_by_text(f"“{task}”已完成").last).to_be_visible()
        # What stands in the list may be offered again: several departments have tasks of one name.
        expect(self.page.locator(".row[aria-current=true]")).to_have_count(0)

    def work(self, number: str, task: str, values: Mapping[str, object]) -> None:
        """Do a task from the inbox to its end."""
        self.take(number, task)
        self.complete(task, values)

    def delegate(self, colleague: str) -> None:
        """Have a colleague do the open task on one's own behalf."""
        choice = self.page.locator(".hand-over input").first
        choice.fill(colleague)
        choice.press("Enter")
        expect(self.reader.button("完成")).to_have_count(0)

    def step_aside(self) -> None:
        """Leave the page: an open one follows every change, which costs the others time."""
        if not self.page.url.endswith(ASIDE):
            self.page.goto(f"{self.reader.address}{ASIDE}")


class Customer:
    """A customer with a phone."""

    def __init__(self, reader: Reader, owner: Owner) -> None:
        self.reader = reader
        self.owner = owner

    @property
    def page(self) -> Page:
        """What they look at."""
        return self.reader.page

    def file(self, kind: str, problem: Mapping[str, object], unit: Mapping[str, object] | None = None) -> str:
        """File a request about the appliance; return the case's number.

        `unit` is told where nothing is found by its serial number.
        """
        page, form = self.page, Form(self.page, "")
        page.goto(f"{self.reader.address}/service")
        page.get_by_role("link", name="我要报修").click()
        form.fill({"kind": kind, "serial_number": self.owner.serial})
        self.reader.button("查询").click()
        if unit is None:
            expect(page.locator(".found")).to_contain_text(self.owner.model)
        else:
            expect(page.get_by_text("没有查到")).to_be_visible()
            form.fill({"product_model": self.owner.model, **unit})
        self.reader.button("下一步").click()
        form.fill(problem)
        self.reader.button("下一步").click()
        form.fill({"customer_name": self.owner.name, **self.owner.home})
        self.reader.button("下一步").click()
        self._prove_the_phone()
        self.reader.button("提交").click()
        number = page.locator(".number").inner_text()
        assert re.fullmatch(rf"{kind}-\d{{8}}-\d{{4}}", number)
        return number

    def look(self, number: str) -> None:
        """Look how a case stands."""
        self.page.goto(f"{self.reader.address}/service#/case/{number}")
        self.page.reload()
        expect(self.page.get_by_role("heading", name=number)).to_be_visible()

    def answer(self, number: str, task: str, values: Mapping[str, object]) -> None:
        """Answer what the case asks."""
        self.look(number)
        self.page.get_by_role("link", name=task).click()
        Form(self.page, "").fill(values)
        self.reader.button("提交").click()
        expect(self.page.locator(".steps")).to_be_visible()

    def rate(self, number: str) -> None:
        """Rate what was done."""
        self.look(number)
        self.reader.button("评价").click()
        Form(self.page, "").fill({"quality": "5", "attitude": "4"})
        self.reader.button("提交").click()
        expect(self.page.get_by_text("谢谢您的评价")).to_be_visible()

    def _prove_the_phone(self) -> None:
        self.page.locator("#phone").fill(self.owner.phone)
        self.reader.button("获取验证码").click()
        told = self.page.get_by_role("status").filter(has_text=re.compile(r"\d{6}"))
        code = re.search(r"\d{6}", told.inner_text())
        assert code is not None
        self.page.locator("#code").fill(code.group())
        self.reader.button("进入").click()


class Cast:
    """Everybody who plays on one department's stage."""

    def __init__(self, browser: Browser, department: Department) -> None:
        self.department = department
        self.size = DESKTOP
        self._browser = browser
        self._colleagues: dict[str, Colleague] = {}
        self._customers: list[Customer] = []

    def colleague(self, name: str) -> Colleague:
        """Return a colleague, signed in; whoever had the stage leaves it."""
        for other, colleague in self._colleagues.items():
            if other != name:
                colleague.step_aside()
        if name not in self._colleagues:
            reader = self._reader(self.size)
            reader.sign_in(name)
            self._colleagues[name] = Colleague(reader)
        return self._colleagues[name]

    def customer(self, owner: Owner) -> Customer:
        """Return a customer who has not been at the portal yet."""
        customer = Customer(self._reader(PHONE), owner)
        self._customers.append(customer)
        return customer

    @contextmanager
    def story(self, size: tuple[int, int]) -> Iterator[None]:
        """Play one story with the staff at screens of a size; nobody's console may complain."""
        self.size = size
        for colleague in self._colleagues.values():
            colleague.page.set_viewport_size({"width": size[0], "height": size[1]})
        try:
            yield
            told = [each for reader in self._readers() for each in reader.complaints]
            assert told == [], told
        finally:
            self._clear()

    def leave(self) -> None:
        """Close every window."""
        for reader in self._readers():
            reader.page.context.close()

    def _clear(self) -> None:
        for customer in self._customers:
            customer.page.context.close()
        self._customers.clear()
        for reader in self._readers():
            reader.complaints.clear()
        for colleague in self._colleagues.values():
            colleague.step_aside()

    def _readers(self) -> Iterator[Reader]:
        yield from (colleague.reader for colleague in self._colleagues.values())
        yield from (customer.reader for customer in self._customers)

    def _reader(self, size: tuple[int, int]) -> Reader:
        reader = at_a_browser(self._browser, self.department.address)
        reader.sit_down(language="zh", size=size)
        return reader
