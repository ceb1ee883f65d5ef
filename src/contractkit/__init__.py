"""contractkit: draft, generate and check 公共数据资源授权运营 documents, offline."""

__version__ = "0.1.0"
