"""Sample data: an invented brand with customers, units, outlets, technicians and parts."""

from aftersales.sample.fill import fill_register

__all__ = ["fill_register"]
